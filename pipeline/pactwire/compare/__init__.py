"""Records of many articles to agreements, their stages, and what each outlet says about every fact."""
