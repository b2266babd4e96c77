using Batchline.Hosting;

namespace Batchline.Settings;

internal sealed class HostingOptionsValidator(SettingsSection<SecurityOptions> security) : SectionValidator<HostingOptions>("Hosting")
{
    protected override void Check(HostingOptions options, Action<string, string> fault)
    {
        Range(fault, nameof(options.Port), options.Port, 0, 65535);
        var guarded = options.Mode == HostingMode.Serverless || security.Read().ApiToken is not null;
        foreach (var address in ListenAddresses.Of(options, guarded))
        {
            if (!ListenAddresses.IsValid(address))
                fault(nameof(options.Urls), $"'{address}' is not an address like http://127.0.0.1:5080");
            else if (!guarded && !ListenAddresses.IsLoopback(address))
                fault(nameof(options.Urls), $"'{address}' is not a loopback address; set Security:ApiToken to serve others");
        }
    }
}
