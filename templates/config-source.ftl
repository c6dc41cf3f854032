<#if current>"aws:SourceOrgID": "${organization}"<#else>"AWS:SourceAccount": [<#list accounts as account>"${account}"<#sep>, </#list>]</#if>
