using Batchline.Engine.Settings;

namespace Batchline.Settings.Sections;

internal sealed class WorkizOptionsValidator() : SectionValidator<WorkizOptions>("Workiz")
{
    protected override void Check(WorkizOptions options, Action<string, string> fault)
    {
        if (options.BaseUrl.Scheme is not ("http" or "https"))
            fault(nameof(options.BaseUrl), "must be an http or https URL");
        if (options.BaseUrl is { Query.Length: > 0 } or { Fragment.Length: > 0 } or { UserInfo.Length: > 0 })
            fault(nameof(options.BaseUrl), "must have no user, query or fragment");
        Range(fault, nameof(options.MinInterval), options.MinInterval, TimeSpan.Zero, TimeSpan.FromHours(1));
        Range(fault, nameof(options.QuotaCalls), options.QuotaCalls, 1, 1_000_000);
        Range(fault, nameof(options.QuotaWindow), options.QuotaWindow, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        if (!WorkizOptions.IsStatusPage(options.StatusPage))
            fault(nameof(options.StatusPage), "must be an http or https URL without user or password, or empty");
        Range(fault, nameof(options.RequestTimeout), options.RequestTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
    }
}
