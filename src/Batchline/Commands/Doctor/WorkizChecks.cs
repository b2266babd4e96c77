using Batchline.Commands.Connecting;
using Batchline.Engine.Settings;

namespace Batchline.Commands.Doctor;

/// <summary>When Workiz has long been in the way of an account: what does Workiz say about itself?</summary>
internal static class WorkizChecks
{
    private const string Setting = "Workiz:StatusPage";

    public static async Task AddAsync(List<Finding> findings, ApiClient api, ServerChoice place)
    {
        // As it is written: in the options an empty setting means its default, here it means none.
        var page = place.Terminal.Settings([])[Setting] ?? new WorkizOptions().StatusPage.ToString();
        if (string.IsNullOrWhiteSpace(page) || !await TroubledAccounts.AnyForLongAsync(api, DateTimeOffset.UtcNow, place.Stop))
            return;

        // Beside a server elsewhere nobody has checked the settings of this machine.
        findings.Add(Uri.TryCreate(page, UriKind.Absolute, out var address) && WorkizOptions.IsStatusPage(address)
            ? await StatusPage.AskAsync(address, place.Stop)
            : Finding.Odd("workiz", $"{Setting} is not an http or https URL.", "Correct it, or leave it empty to disable the check."));
    }
}
