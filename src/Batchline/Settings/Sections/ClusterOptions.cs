using System.Net;
using Batchline.Cluster.Members;
using Batchline.Settings.Reading;

namespace Batchline.Settings.Sections;

/// <summary>Section <c>Cluster</c>, for <c>Hosting:Mode=Cluster</c>.</summary>
internal sealed class ClusterOptions
{
    /// <summary>The processes of one database with the same id are one cluster.</summary>
    public string Id { get; set; } = "batchline";

    /// <summary>The IP address at which the other processes reach this one. It listens there and nowhere else.</summary>
    /// <value>the one from which this machine reaches the database</value>
    public string? Address { get; set; }

    /// <summary>The port at which the other processes reach this one.</summary>
    /// <value>11111; on loopback any that is free</value>
    public int? SiloPort { get; set; }

    /// <summary>A PEM file with this process's certificate, for mutual TLS between the processes. It must be good for servers and clients.</summary>
    public string? Certificate { get; set; }

    /// <summary>A PEM file with the private key of <see cref="Certificate"/>.</summary>
    /// <value>in the file of <see cref="Certificate"/></value>
    public string? CertificateKey { get; set; }

    /// <summary>A PEM file with the authority that signed the certificates of all processes. Nobody else's are believed.</summary>
    public string? Authority { get; set; }

    /// <exception cref="System.Security.Cryptography.CryptographicException">A file does not hold what it should.</exception>
    public SiloCertificate? ReadCertificate() =>
        Certificate is { } certificate && Authority is { } authority ? new SiloCertificate(certificate, CertificateKey ?? certificate, authority) : null;
}

internal sealed class ClusterOptionsValidator(SettingsSection<HostingOptions> hosting, SettingsSection<StoreOptions> store)
    : SectionValidator<ClusterOptions>("Cluster")
{
    private const int LongestId = 63;

    protected override void Check(ClusterOptions options, Action<string, string> fault)
    {
        if (hosting.Read().Mode != HostingMode.Cluster)
            return;
        if (options.Id.Length is 0 or > LongestId || !options.Id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'))
            fault(nameof(options.Id), $"must be 1 to {LongestId} letters, digits, hyphens, underscores, and dots");
        if (store.Read().Provider == StoreProvider.Memory)
            fault(nameof(options.Id), "the processes of a cluster share a database: set Store:Provider to Postgres, Mongo, or Sqlite");
        Range(fault, nameof(options.SiloPort), options.SiloPort, 1, 65535);
        if (options.Address is { } address && (!IPAddress.TryParse(address, out var parsed) || parsed.Equals(IPAddress.Any) || parsed.Equals(IPAddress.IPv6Any)))
            fault(nameof(options.Address), $"'{address}' is not an IP address that others can reach, such as 10.0.0.5");
        CheckFiles(options, fault);
    }

    private static void CheckFiles(ClusterOptions options, Action<string, string> fault)
    {
        (string Name, string? Path)[] files = [(nameof(options.Certificate), options.Certificate), (nameof(options.CertificateKey), options.CertificateKey), (nameof(options.Authority), options.Authority)];
        var missing = Array.FindAll(files, file => file.Path is not null && !File.Exists(file.Path));
        foreach (var (name, path) in missing)
            fault(name, $"there is no file '{path}'");
        if (missing.Length > 0)
            return;
        if (options.Certificate is null != options.Authority is null || (options.CertificateKey is not null && options.Certificate is null))
            fault(nameof(options.Certificate), "goes together with Cluster:Authority: both sides of a connection show a certificate of that authority");
        else if (FaultOf(options) is { } unreadable)
            fault(nameof(options.Certificate), unreadable);
    }

    private static string? FaultOf(ClusterOptions options)
    {
        try
        {
            return options.ReadCertificate() is { } certificate && !certificate.IsGood(certificate.Current)
                ? "is not (or no longer, or not yet) a valid certificate of Cluster:Authority"
                : null;
        }
        catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or IOException or UnauthorizedAccessException)
        {
            return $"cannot be read with its key and its authority: {e.Message}";
        }
    }
}
