# Platform script for Intune (Devices > Scripts and remediations > Platform scripts): run as the
# system account, in 64-bit PowerShell. Sets the same values as chrome.reg and edge.reg and can run
# again at any time. Installing the extension itself is a policy of the settings catalog.
$ErrorActionPreference = 'Stop'
$extension = 'abcdefghijklmnopabcdefghijklmnop'
$routes = @('send', 'fill')

foreach ($browser in 'Google\Chrome', 'Microsoft\Edge') {
    $policy = "HKLM:\SOFTWARE\Policies\$browser\3rdparty\extensions\$extension\policy"
    if (Test-Path $policy) { Remove-Item -Path $policy -Recurse }
    New-Item -Path "$policy\routes" -Force | Out-Null
    New-ItemProperty -Path $policy -Name 'automaticActions' -Value 'ask' -PropertyType String | Out-Null
    New-ItemProperty -Path $policy -Name 'tenantOrigin' -Value 'https://acme.proxuma.com' -PropertyType String | Out-Null
    New-ItemProperty -Path $policy -Name 'language' -Value 'nl' -PropertyType String | Out-Null
    New-ItemProperty -Path $policy -Name 'helpLink' -Value 'https://help.acme.example/connect' -PropertyType String | Out-Null
    New-ItemProperty -Path $policy -Name 'zoneCheck' -Value 0 -PropertyType DWord | Out-Null
    for ($i = 0; $i -lt $routes.Count; $i++) {
        New-ItemProperty -Path "$policy\routes" -Name "$($i + 1)" -Value $routes[$i] -PropertyType String | Out-Null
    }
}
