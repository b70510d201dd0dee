#Requires -Modules ExchangeOnlineManagement
<#
.SYNOPSIS
Makes the groups, contacts and refusals of Exchange Online what routing.json says.

.DESCRIPTION
Part of Sportello: do not edit, the next build overwrites it. The same for every catalog: what is
particular stands in routing.json, which is read as data and never run.

Only groups, contacts and transport rules whose name begins with "sportello-" are touched. Those
that routing.json no longer has are listed, and removed with -Prune.

.EXAMPLE
Connect-ExchangeOnline
./Set-SportelloRouting.ps1 -WhatIf
./Set-SportelloRouting.ps1
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [string] $Path = (Join-Path $PSScriptRoot 'routing.json'),
    [switch] $Prune
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$Prefix = 'sportello-'
$Routing = Get-Content -LiteralPath $Path -Raw -Encoding utf8 | ConvertFrom-Json
$OwnDomains = @(Get-AcceptedDomain | ForEach-Object { $_.DomainName.ToString() })

function Get-ContactName([string] $Address) {
    # A name has 64 characters at most; a digest keeps long addresses apart.
    $Digest = [Security.Cryptography.SHA256]::Create().ComputeHash([Text.Encoding]::UTF8.GetBytes($Address))
    $Prefix + 'to-' + [BitConverter]::ToString($Digest, 0, 8).Replace('-', '').ToLowerInvariant()
}

function Set-Contact([string] $Address) {
    if ($Address.Split('@')[-1] -in $OwnDomains) { return }
    $Name = Get-ContactName $Address
    if (-not (Get-MailContact -Identity $Name -ErrorAction SilentlyContinue)) {
        if ($PSCmdlet.ShouldProcess($Address, 'Add the contact')) {
            New-MailContact -Name $Name -ExternalEmailAddress $Address | Out-Null
            Set-MailContact -Identity $Name -HiddenFromAddressListsEnabled $true
        }
    }
}

function Set-Group([string] $Name, [string[]] $Addresses) {
    $Group = Get-DistributionGroup -Identity $Name -ErrorAction SilentlyContinue
    if (-not $Group) {
        if (-not $PSCmdlet.ShouldProcess($Name, "Add the group for $($Addresses[0])")) { return }
        New-DistributionGroup -Name $Name -PrimarySmtpAddress $Addresses[0] | Out-Null
    }
    elseif (-not $PSCmdlet.ShouldProcess($Name, "Set the addresses to $($Addresses -join ', ')")) { return }
    $All = @("SMTP:$($Addresses[0])") + @($Addresses | Select-Object -Skip 1 | ForEach-Object { "smtp:$_" })
    Set-DistributionGroup -Identity $Name -EmailAddresses $All -RequireSenderAuthenticationEnabled $false `
        -HiddenFromAddressListsEnabled $true -ReportToOriginatorEnabled $true
}

foreach ($Entry in $Routing.groups) {
    $Members = @($Entry.members)
    $Members | ForEach-Object { Set-Contact $_ }
    Set-Group $Entry.name (@($Entry.address) + @($Entry.aliases))
    if ($PSCmdlet.ShouldProcess($Entry.name, "Set the members to $($Members -join ', ')")) {
        Update-DistributionGroupMember -Identity $Entry.name -Members $Members -Confirm:$false
    }
}

foreach ($Entry in $Routing.refusals) {
    # A rule knows a recipient by its primary address alone: one group an address.
    $Groups = @()
    foreach ($Address in $Entry.addresses) {
        $Groups += $Address
        $Known = Get-DistributionGroup -Identity $Address -ErrorAction SilentlyContinue
        if (-not $Known -or $Known.PrimarySmtpAddress -ne $Address) {
            $Name = (Get-ContactName $Address).Replace('-to-', '-retired-')
            Set-Group $Name @($Address)
        }
    }
    $Rule = @{ SentTo = $Groups; RejectMessageReasonText = $Entry.text }
    if (Get-TransportRule -Identity $Entry.name -ErrorAction SilentlyContinue) {
        if ($PSCmdlet.ShouldProcess($Entry.name, "Refuse with: $($Entry.text)")) {
            Set-TransportRule -Identity $Entry.name @Rule
        }
    }
    elseif ($PSCmdlet.ShouldProcess($Entry.name, "Add the rule that refuses with: $($Entry.text)")) {
        New-TransportRule -Name $Entry.name @Rule | Out-Null
    }
}

$Wanted = @($Routing.groups | ForEach-Object { $_.name })
$WantedRules = @($Routing.refusals | ForEach-Object { $_.name })
$StaleGroups = @(Get-DistributionGroup -ResultSize Unlimited -Filter "Name -like '$Prefix*'" |
    Where-Object { $_.Name -notin $Wanted -and $_.Name -notlike "${Prefix}retired-*" })
$StaleRules = @(Get-TransportRule | Where-Object { $_.Name -like "$Prefix*" -and $_.Name -notin $WantedRules })
foreach ($Stale in $StaleRules) {
    Write-Warning "The rule $($Stale.Name) is no longer in routing.json."
    if ($Prune -and $PSCmdlet.ShouldProcess($Stale.Name, 'Remove the rule')) {
        Remove-TransportRule -Identity $Stale.Name -Confirm:$false
    }
}
foreach ($Stale in $StaleGroups) {
    Write-Warning "The group $($Stale.Name) is no longer in routing.json."
    if ($Prune -and $PSCmdlet.ShouldProcess($Stale.Name, 'Remove the group')) {
        Remove-DistributionGroup -Identity $Stale.Name -Confirm:$false
    }
}
