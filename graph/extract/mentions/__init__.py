"""extract/mentions"""
