"""The yardstick of the whole: pandas reads a log and groups it by customer, and does nothing else."""

import sys

import pandas

log = pandas.read_csv(sys.argv[1], parse_dates=["date"])
purchases = log[log["type"] == "purchase"].groupby("customer_id").agg(
    orders=("amount", "size"), revenue=("amount", "sum"), first=("date", "min"), last=("date", "max")
)
contacts = log[log["type"] == "support"].groupby("customer_id").agg(
    contacts=("date", "size"), cases=("case_id", "nunique"), seconds=("handle_seconds", "mean")
)
grouped = purchases.join(contacts, how="outer")
if len(grouped) == 0:
    sys.exit("no customers")
