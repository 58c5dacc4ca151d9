/** What is learnt is learnt on the earlier part of the calendar and tried on the rest. */
export const LEARNING_SHARE = 2 / 3;
