import CFLINT
