"""Reading the national extracts into the directory.

`running.bring_in` is the way in: files are read (sources, columns, rows), staged (staging), and
swapped in by one transaction (swap). Until that commits, yesterday's directory serves.
"""
