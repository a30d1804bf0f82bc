def find(reading, chains):
    return ()
