using Batchline.Engine.Settings;
using Batchline.Hosting;

namespace Batchline.Settings;

internal sealed class HostingOptionsValidator(SettingsSection<SecurityOptions> security, SettingsSection<ProcessOptions> process)
    : SectionValidator<HostingOptions>("Hosting")
{
    /// <summary>What a function needs beyond its slices: its start, and the way of the answer.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    /// <summary>Of a token that strangers may try to guess.</summary>
    private const int LeastTokenLength = 16;

    protected override void Check(HostingOptions options, Action<string, string> fault)
    {
        Range(fault, nameof(options.Port), options.Port, 0, 65535);
        CheckAddresses(options, fault);
        Range(fault, nameof(options.MaxDuration), options.MaxDuration, TimeSpan.FromSeconds(6), TimeSpan.FromHours(2));
        if (options.Mode == HostingMode.Serverless && options.MaxDuration < process.Read().SliceBudget + Margin)
            fault(nameof(options.MaxDuration), "must be at least Process:SliceBudget + 00:00:05, so that every answer leaves in time");
        Range(fault, nameof(options.MaxConnections), options.MaxConnections, 10, 1_000_000);
        Range(fault, nameof(options.RequestsPerSecond), options.RequestsPerSecond, 1, 1_000_000);
        Range(fault, nameof(options.MaxConcurrentReads), options.MaxConcurrentReads, 1, 1_000_000);
        Range(fault, nameof(options.MaxEventStreams), options.MaxEventStreams, 1, 1_000_000);
        Range(fault, nameof(options.MaxExports), options.MaxExports, 1, 1_000_000);
        Range(fault, nameof(options.ReceiveTimeout), options.ReceiveTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        if (options.TrustedProxies.Count > 0 && security.Read().ApiToken is not { Length: >= LeastTokenLength })
            fault(nameof(options.TrustedProxies), $"others come through a proxy: set Security:ApiToken, with {LeastTokenLength} characters or more, such as those of openssl rand -hex 32");
        foreach (var proxy in options.TrustedProxies.Where(proxy => !TrustedProxies.IsValid(proxy)))
            fault(nameof(options.TrustedProxies), $"'{proxy}' is neither an address like 10.0.0.5 nor a network like 10.0.0.0/8");
        if (options.PublicUrl is { } url && (url.Scheme is not ("http" or "https") || url is { Query.Length: > 0 } or { UserInfo.Length: > 0 }))
            fault(nameof(options.PublicUrl), "must be an http or https URL without user and query");
        if (options.ProtectionBypass is { } bypass && !bypass.All(character => character is > ' ' and <= '~'))
            fault(nameof(options.ProtectionBypass), "must be printable ASCII characters without spaces, to fit into a header");
    }

    private void CheckAddresses(HostingOptions options, Action<string, string> fault)
    {
        var guarded = options.Mode == HostingMode.Serverless || security.Read().ApiToken is not null;
        foreach (var address in ListenAddresses.Of(options, guarded))
        {
            if (!ListenAddresses.IsValid(address))
                fault(nameof(options.Urls), $"'{address}' is not an address like http://127.0.0.1:5080");
            else if (!guarded && !ListenAddresses.IsLoopback(address))
                fault(nameof(options.Urls), $"'{address}' is not a loopback address; set Security:ApiToken to serve others");
            else if (security.Read().ApiToken is { Length: < LeastTokenLength } && !ListenAddresses.IsLoopback(address))
                fault(nameof(options.Urls), $"'{address}' is not a loopback address, and Security:ApiToken is so short that others can guess it: give it {LeastTokenLength} characters or more, such as those of openssl rand -hex 32");
        }
    }
}
