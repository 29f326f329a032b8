# Earnings, receipts, the statement.
receipt-percent-of = { $percent } of { $base }
receipt-open = Receipt
