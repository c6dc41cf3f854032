<#-- orgsh
{
  "title": {
    "en": "Trust policy of the role with which AWS Config's aggregator reads the organization",
    "ja": "AWS Configのアグリゲータが組織情報を参照するロールの信頼ポリシー"
  },
  "target": "role-trust",
  "parameters": []
}
-->
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {"Service": "config.amazonaws.com"},
      "Action": "sts:AssumeRole"
    }
  ]
}
