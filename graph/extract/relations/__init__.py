"""extract/relations"""
