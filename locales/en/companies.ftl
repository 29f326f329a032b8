# One's companies.
companies-lead = The organisations that you register and pay for. Your bonuses pay the invoices of any of them.
companies-since = Since
companies-billing-id = Id for billing
companies-billing-id-text = The billing system names a company by this id.
companies-no-tax-id = none yet
companies-closed = closed
companies-add = Add a company
companies-add-button = Add the company
flash-company-added = The company is added.
companies-move = Order
companies-up = Move { $name } up
companies-down = Move { $name } down
