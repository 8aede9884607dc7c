"""KG-L: rules about the address of a linked file, found while it is fetched."""

from __future__ import annotations

from ckanext.kaga.tabular.rule import Rule

_OURS = "この検査"

ADDRESS = Rule(
    "KG-L001",
    "error",
    "使えないアドレス",
    "Address that cannot be used",
    "リンク先のアドレスを使えません。http:// または https:// で始まるアドレスを指定してください。",
    "The address of the link cannot be used. Give one that begins with http:// or https://.",
    "ファイルの受け取りに使えるのは、この2つの方式だけです。",
    _OURS,
)
PASSWORD = Rule(
    "KG-L002",
    "error",
    "アドレスの中のパスワード",
    "Password in the address",
    "リンク先のアドレスにユーザー名やパスワードが書かれています。書かれていないアドレスに変えるか、"
    "ファイルをアップロードしてください。",
    "The address of the link holds a user name or a password. Give one without, or upload the "
    "file.",
    "アドレスは誰でも見られるため、パスワードも公開されてしまいます。",
    _OURS,
)
NOT_PUBLIC = Rule(
    "KG-L003",
    "error",
    "公開されていない場所へのリンク",
    "Link into a network that is not public",
    "リンク先「{host}」は、庁内のネットワークなど、インターネットに公開されていない場所にあります。"
    "公開されているアドレスを指定するか、ファイルをアップロードしてください。庁内の置き場所から"
    "受け取る必要がある場合は、ポータルの管理者に相談してください。",
    "The link leads to “{host}”, which is not on the public internet. Give a public address, or "
    "upload the file. Where files must come from an internal server, ask the portal's "
    "administrator.",
    "リンクを使って庁内のシステムの中身を外から読めないようにするためです。",
    _OURS,
)
NO_ANSWER = Rule(
    "KG-L004",
    "error",
    "つながらないリンク先",
    "Link that does not answer",
    "リンク先「{host}」からファイルを受け取れません。アドレスが正しく、ブラウザーで開けることを"
    "確かめてから「もう一度確認する」を押してください。",
    "The file could not be received from “{host}”. Make sure that the address is right and opens "
    "in a browser, then press “Check again”.",
    "受け取れないファイルは確認も公開もできません。前に公開した表は、そのまま残ります。",
    _OURS,
)
CERTIFICATE = Rule(
    "KG-L005",
    "error",
    "リンク先の証明書",
    "Certificate of the link",
    "リンク先「{host}」の証明書を確かめられません。リンク先の管理者に、証明書の期限と名前を"
    "確かめてもらってください。",
    "The certificate of “{host}” cannot be verified. Ask whoever runs that site to look at its "
    "date and its name.",
    "証明書を確かめないと、途中で書き換えられたファイルを公開するおそれがあります。",
    _OURS,
)
REDIRECTS = Rule(
    "KG-L006",
    "error",
    "転送の多いリンク先",
    "Link that leads on and on",
    "リンク先から別のアドレスへの転送が{limit}回を超えました。ファイルそのもののアドレスを"
    "指定してください。",
    "The link was redirected more than {limit} times. Give the address of the file itself.",
    "転送が終わらないリンク先を、いつまでも追いかけないためです。",
    _OURS,
)
TOO_SLOW = Rule(
    "KG-L007",
    "error",
    "遅いリンク先",
    "Link that is too slow",
    "リンク先「{host}」が、{limit}秒以内にファイルを送り終えませんでした。時間をおいて"
    "「もう一度確認する」を押すか、ファイルをアップロードしてください。",
    "“{host}” did not deliver the file within {limit} seconds. Wait a while and press “Check "
    "again”, or upload the file.",
    "1つのリンクのために、ほかのファイルの確認を待たせないためです。",
    _OURS,
)
STATUS = Rule(
    "KG-L008",
    "error",
    "ファイルを返さないリンク先",
    "Link without a file",
    "リンク先「{host}」がファイルを返しません（応答コード{status}）。404 はファイルがないこと、"
    "401 と 403 は公開されていないことを表します。アドレスを確かめてください。",
    "“{host}” does not give the file (status {status}). 404 means that there is none, 401 and 403 "
    "that it is not public. Look at the address again.",
    "受け取れないファイルは確認も公開もできません。前に公開した表は、そのまま残ります。",
    _OURS,
)

RULES = (ADDRESS, PASSWORD, NOT_PUBLIC, NO_ANSWER, CERTIFICATE, REDIRECTS, TOO_SLOW, STATUS)
