# Өз компаниялары.
companies-lead = Сіз тіркейтін және төлейтін ұйымдар. Бонуспен олардың кез келгенінің шотын төлеуге болады.
companies-since = Қосылған
companies-billing-id = Биллингтегі нөмірі
companies-billing-id-text = Биллинг жүйесі компанияны осы нөмірмен атайды.
companies-no-tax-id = әлі жоқ
companies-closed = жабылған
companies-add = Компания қосу
companies-add-button = Компанияны қосу
flash-company-added = Компания қосылды.
companies-move = Реті
companies-up = { $name } жоғары жылжыту
companies-down = { $name } төмен жылжыту
