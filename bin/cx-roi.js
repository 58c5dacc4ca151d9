#!/usr/bin/env node
import { run } from '../dist/cli/io.js';

run();
