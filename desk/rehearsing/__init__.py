"""Rehearsal (预演): a case on paper, step by step, through the real procedure; without engine, without register.

`reading` makes values of a file, `format` is what they must be, `checking` reads the whole before the first step is made;
`running` makes the steps, `supplying` gives what no file need say, `results` is what comes of it.
"""
