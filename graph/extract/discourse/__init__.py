"""extract/discourse"""
