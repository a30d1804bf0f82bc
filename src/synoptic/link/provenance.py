def link(docs, signatures, citations):
    return ((),)
