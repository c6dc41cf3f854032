<#-- orgsh
{
  "title": {
    "en": "Trust policy of the role with which one account reads its own logs",
    "ja": "アカウントが自分のログを参照するためのロールの信頼ポリシー"
  },
  "target": "role-trust",
  "parameters": [
    {"name": "account", "type": "account",
     "title": {"en": "Account that may assume the role", "ja": "ロールを引き受けるアカウント"}}
  ]
}
-->
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {"AWS": "arn:aws:iam::${account}:root"},
      "Action": "sts:AssumeRole"
    }
  ]
}
