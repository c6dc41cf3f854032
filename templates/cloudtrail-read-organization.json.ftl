<#-- orgsh
{
  "title": {
    "en": "Bucket policy that lets every account of the organization read all logs",
    "ja": "組織内のすべてのアカウントに全ログの参照を許可するバケットポリシー"
  },
  "target": "bucket",
  "parameters": [
    {"name": "bucket", "type": "bucket",
     "title": {"en": "Bucket that holds the logs", "ja": "ログを保存しているバケット"}},
    {"name": "organization", "type": "organization",
     "title": {"en": "Organization ID", "ja": "組織ID"}}
  ]
}
-->
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "FromOrganization",
      "Effect": "Allow",
      "Principal": "*",
      "Action": ["s3:GetObject", "s3:ListBucket"],
      "Resource": ["arn:aws:s3:::${bucket}", "arn:aws:s3:::${bucket}/*"],
      "Condition": {"StringEquals": {"aws:PrincipalOrgID": "${organization}"}}
    }
  ]
}
