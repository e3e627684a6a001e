"""freezer-ui: sessions of OpenStack Freezer, in Horizon."""
