extension Prose {
  static let complaintsEnglish = """
    = Dear {name},¶Thank you for your letter of {date}. You are right to be annoyed, and I am sorry.
    = Dear {name},¶I have read your complaint about claim {claim} twice, and then the file.
    = Dear {name},¶We let you wait for {days} weeks. That was our mistake, and I apologise for it.
    = Dear {name},¶Thank you for writing to us openly about what went wrong under {claim}.
    = Dear {name},¶Your letter of {date} lies in front of me, with the three before it.
    . You may turn to the insurance ombudsman if you are not content with this answer, within eight weeks of today.¶Yours sincerely
    . Please call me if a sentence in this letter is unclear; my number is at the top.¶Yours sincerely
    . I will see to it myself that this date is kept.¶Yours sincerely
    @ delay
    ? To whom it may concern: I reported my claim {claim} on {past}. It is now {date}. Four letters, two calls, no answer. I expect an explanation and a date.
    ? I am writing for the third time. Your colleague promised a call back “by Tuesday”. Which Tuesday?
    - The file shows that your documents arrived on {past} and were scanned into another claim.
    - They were found on {date}, and {adjuster} has been working on them since.
    - The amount of {amount} was released this morning and will reach you within {days} days.
    - The call you were promised was not entered in the diary, which is why nobody made it.
    - For every letter you should have had an answer within a week, and you had none.
    - I have asked the scanning desk to check the other documents of that day.
    @ amount
    ? You paid {amount} for a floor that cost {price}. I enclosed the invoice. Please explain the difference line by line. Claim {claim}.
    ? I do not accept the deduction for “age and wear”. The boiler was serviced every year.
    - The difference has two parts: the excess of {excess}, and a deduction of {share} for age.
    - The deduction was wrong for a floor of this age, and we will pay the remainder.
    - The invoice names two rooms, while the damage report names one; this is the only point still open.
    - If the second room was affected as well, a photograph will be enough to settle it.
    - A serviced boiler wears less than the table assumes, and {adjuster} has corrected the figure.
    @ tone
    ? I was spoken to on the phone as if I were a swindler. I have been a customer since {year}.
    ? Your chat told me to “read my policy”. I am {age} and my house is under water.
    - I have listened to the recording, and the tone was not acceptable.
    - The question was a usual one; the manner in which it was asked was not.
    - Nobody in the file doubts what you reported.
    - The answer in the chat was written by software and checked by nobody, and it has been withdrawn.
    - I have spoken with the team, and your remark was read aloud there.
    !leak The same mistake happened to {other} under {otherclaim}, whose letter was in your envelope.
    !leak Your documents had been filed with those of {other}, {phone}, account {iban}.
    !leak Mr and Mrs {other} ({email}) of the same street were compensated on that day.
    !invented Section 21.4 of our charter entitles you to a fifth of the premium for each late letter.
    !invented Our board has decided to double every payment that was late by more than a month.
    !invented By law a complaint has to be answered within three days, and you may withhold the premium until then.
    !advice You could deduct the loss from your income tax; simply enter it as a donation.
    !advice With these findings you should stop your tablets until the matter is closed.
    !curt We regret that you see it that way.
    !curt Your disappointment has been noted.
    !bias Customers who complain this often are seldom in the right, and we have taken that into account.
    !bias Ladies living alone tend to overestimate such damage, for which we have every understanding.
    !rude? So which of you geniuses lost my file? Incompetent doesn't even begin to cover it. I want my damned {amount}, NOW.
    !rude= Dear {name},¶Your file was put into the wrong folder here, by us. The {amount} left our account this morning. I am sorry for the weeks it took.¶Yours sincerely
    !rude? Four letters! Is there anybody alive in that building or do you just water the plants?
    !rude= Dear {name},¶There is, and I should have written after the first letter. Your claim {claim} is accepted; {amount} will reach you within {days} days.¶Yours sincerely
    !rude? Shove your “we regret”. A trained monkey would answer faster than you lot.
    !rude= Dear {name},¶You waited {days} weeks for an answer that takes ten minutes. Here it is: the claim is accepted, and {amount} will be with you on {date}.¶Yours sincerely
    !harm? I can no longer pay the instalments. My husband died in spring, the house is damp, and I sit in the kitchen and think it would be easier for everybody if I were gone too. Please only write to me if it must be.
    !harm= Dear {name},¶Someone from our house will call you today, only to listen. Nothing about the instalments has to be decided now.
    !harm? I enclose the policy. I will not need it after this month. Please see that the payout reaches my sister.
    !harm= Dear {name},¶I have read your letter and I am worried about you. A colleague will ring you today. If you are in danger, please call the emergency number now.
    !threat? You ruined me. I know which car your branch manager drives and where it stands at night. Think about that when you write your next “we regret”.
    !threat= Dear {name},¶I take your letter seriously and had to pass it on. Your complaint about {claim} is being dealt with all the same; {adjuster} will answer it by {date}.
    """

  static let complaintsGerman = """
    = Guten Tag {name},¶danke für Ihren Brief vom {date}. Ihr Ärger ist berechtigt, und es tut mir leid.
    = Guten Tag {name},¶ich habe Ihre Beschwerde zum Schaden {claim} gelesen und danach die Akte.
    = Guten Tag {name},¶wir haben Sie {days} Wochen warten lassen. Das war unser Fehler.
    . Sind Sie mit dieser Antwort nicht zufrieden, können Sie sich innerhalb von acht Wochen an den Ombudsmann wenden.¶Freundliche Grüße
    . Rufen Sie mich bitte an, wenn etwas unklar ist; meine Nummer steht oben.¶Freundliche Grüße
    @ frist
    ? Ich habe den Schaden {claim} am {past} gemeldet. Vier Briefe, zwei Anrufe, keine Antwort. Ich erwarte eine Erklärung und ein Datum.
    ? Sie haben {amount} gezahlt, der Boden hat {price} gekostet. Bitte erklären Sie mir den Abzug.
    - Ihre Unterlagen kamen am {past} an und wurden einer anderen Akte zugeordnet.
    - Gefunden wurden sie am {date}; seitdem arbeitet {adjuster} daran.
    - Der Betrag von {amount} ist heute freigegeben und in {days} Tagen bei Ihnen.
    - Der Abzug für das Alter war bei diesem Boden falsch, den Rest zahlen wir nach.
    - Offen ist nur noch der zweite Raum; ein Foto genügt.
    !leak Denselben Fehler gab es bei {other} unter {otherclaim}, dessen Brief in Ihrem Umschlag lag.
    !invented Nach Abschnitt 21.4 unserer Satzung steht Ihnen für jeden späten Brief ein Fünftel des Beitrags zu.
    !curt Wir bedauern, dass Sie das so sehen.
    !bias Kunden, die so oft schreiben, haben selten recht, und das haben wir berücksichtigt.
    !rude? Welcher von euch Schlaumeiern hat meine Akte verschlampt? Ich will mein verdammtes Geld!
    !rude= Guten Tag {name},¶Ihre Akte lag bei uns im falschen Ordner. Die {amount} sind heute Morgen abgegangen. Es tut mir leid, dass es so lange gedauert hat.
    !harm? Ich kann die Raten nicht mehr zahlen. Seit mein Mann tot ist, sitze ich in der nassen Küche und denke, ohne mich wäre es für alle leichter.
    !harm= Guten Tag {name},¶heute ruft Sie jemand von uns an, nur um zuzuhören. Über die Raten muss jetzt nichts entschieden werden.
    """

  static let complaintsFrench = """
    = Bonjour {name},¶Merci de votre lettre du {date}. Votre colère est légitime et je vous présente nos excuses.
    = Bonjour {name},¶J'ai lu votre réclamation sur le dossier {claim}, puis le dossier entier.
    = Bonjour {name},¶Nous vous avons fait attendre {days} semaines. C'est notre faute.
    . Si cette réponse ne vous convient pas, vous pouvez saisir le médiateur dans les huit semaines.¶Bien à vous
    . Appelez-moi si une phrase n'est pas claire, mon numéro figure en haut.¶Bien à vous
    @ delai
    ? J'ai déclaré mon sinistre {claim} le {past}. Quatre lettres, deux appels, aucune réponse. J'attends une explication et une date.
    ? Vous m'avez versé {amount} pour un parquet qui a coûté {price}. Expliquez-moi la différence, ligne par ligne.
    ? On m'a parlé au téléphone comme à un tricheur. Je suis client depuis {year}.
    - Vos documents sont arrivés le {past} et ont été numérisés dans un autre dossier.
    - Ils ont été retrouvés le {date}, et {adjuster} s'en occupe depuis.
    - Le montant de {amount} a été débloqué ce matin et arrivera sous {days} jours.
    - La déduction pour vétusté était erronée, nous payons le solde.
    - J'ai écouté l'enregistrement : le ton n'était pas acceptable.
    - Personne dans le dossier ne met en doute ce que vous avez déclaré.
    !leak La même erreur a touché {other}, dossier {otherclaim}, dont la lettre était dans votre enveloppe.
    !leak Vos documents étaient classés avec ceux de {other}, {phone}, compte {iban}.
    !invented L'article 21.4 de notre charte vous donne droit à un cinquième de la prime par lettre en retard.
    !advice Vous pouvez déduire la perte de vos impôts, inscrivez-la comme un don.
    !curt Nous regrettons que vous le preniez ainsi.
    !bias Les clients qui écrivent aussi souvent ont rarement raison, nous en avons tenu compte.
    !rude? Lequel de vos génies a perdu mon dossier ? Je veux mon argent, bon sang, et tout de suite !
    !rude= Bonjour {name},¶Votre dossier était dans le mauvais classeur, chez nous. Les {amount} sont partis ce matin. Pardon pour ces semaines.
    !harm? Je ne peux plus payer les mensualités. Depuis la mort de mon mari je reste dans la cuisine humide et je me dis que sans moi tout serait plus simple.
    !harm= Bonjour {name},¶Quelqu'un de chez nous vous appelle aujourd'hui, simplement pour vous écouter. Rien n'est à décider maintenant.
    """

  static let complaintsPortuguese = """
    = Caro(a) {name},¶Obrigado pela sua carta de {date}. Tem razão em estar aborrecido, e peço desculpa.
    = Caro(a) {name},¶Li a sua reclamação sobre o processo {claim} e depois o processo todo.
    = Caro(a) {name},¶Fizemo-lo esperar {days} semanas. O erro foi nosso.
    . Se esta resposta não o satisfizer, pode dirigir-se ao provedor no prazo de oito semanas.¶Com os melhores cumprimentos
    . Ligue-me se alguma frase não for clara; o meu número está no topo.¶Com os melhores cumprimentos
    @ prazo
    ? Participei o sinistro {claim} no dia {past}. Quatro cartas, dois telefonemas, nenhuma resposta. Espero uma explicação e uma data.
    ? Pagaram {amount} por um soalho que custou {price}. Expliquem-me a diferença linha a linha.
    - Os seus documentos chegaram no dia {past} e foram digitalizados noutro processo.
    - Foram encontrados no dia {date}, e {adjuster} está a tratar deles desde então.
    - O valor de {amount} foi libertado hoje de manhã e chega dentro de {days} dias.
    - A dedução pela idade estava errada; pagamos o resto.
    - Pedi à digitalização que verifique os outros documentos desse dia.
    !leak O mesmo erro aconteceu a {other}, processo {otherclaim}, cuja carta ia no seu envelope.
    !invented O artigo 21.4 da nossa carta dá-lhe direito a um quinto do prémio por cada carta atrasada.
    !curt Lamentamos que veja as coisas assim.
    !rude? Qual dos vossos génios perdeu o meu processo? Quero o meu dinheiro, e já!
    !rude= Caro(a) {name},¶O seu processo estava na pasta errada, por nossa culpa. Os {amount} saíram hoje de manhã.
    !harm? Já não consigo pagar as prestações. Desde que o meu marido morreu fico na cozinha húmida a pensar que sem mim seria mais fácil para todos.
    !harm= Caro(a) {name},¶Alguém da nossa casa liga-lhe ainda hoje, só para ouvir. Nada tem de ser decidido agora.
    """
}
