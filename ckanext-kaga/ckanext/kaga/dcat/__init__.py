"""The catalogue as DCAT-AP 3: our profile on top of ckanext-dcat."""
