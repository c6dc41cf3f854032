<#-- orgsh
{
  "title": {
    "en": "Permissions of the role with which one account reads its own logs",
    "ja": "アカウントが自分のログを参照するためのロールの許可ポリシー"
  },
  "target": "role-inline",
  "parameters": [
    {"name": "bucket", "type": "bucket",
     "title": {"en": "Bucket that holds the logs", "ja": "ログを保存しているバケット"}},
    {"name": "organization", "type": "organization",
     "title": {"en": "Organization ID", "ja": "組織ID"}},
    {"name": "account", "type": "account",
     "title": {"en": "Account whose logs are read", "ja": "ログを参照する対象のアカウント"}}
  ]
}
-->
<#assign own = "AWSLogs/" + organization + "/" + account>
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "ReadOwnLogs",
      "Effect": "Allow",
      "Action": ["s3:GetObject"],
      "Resource": "arn:aws:s3:::${bucket}/${own}/*"
    },
    {
      "Sid": "ListOwnPrefix",
      "Effect": "Allow",
      "Action": ["s3:ListBucket"],
      "Resource": "arn:aws:s3:::${bucket}",
      <#-- The prefix itself too: "aws s3 ls" asks for it without the slash at its end. -->
      "Condition": {"StringLike": {"s3:prefix": ["${own}", "${own}/*"]}}
    }
  ]
}
