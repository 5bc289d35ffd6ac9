"""extract/resolve"""
