"""extract/claims"""
