using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Batchline.IntegrationTests.Cluster;

/// <summary>An authority with certificates for processes, as PEM files in a folder of its own.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("batchline-tls-");
    private readonly X509Certificate2 _certificate;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Guid.NewGuid():N}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow - Validity, DateTimeOffset.UtcNow + Validity);
        File.WriteAllText(AuthorityFile, _certificate.ExportCertificatePem());
    }

    private string AuthorityFile => Path.Combine(_folder.FullName, "authority.pem");

    /// <summary>Makes a certificate for servers and clients, and the settings that use it.</summary>
    public (string Key, string Value)[] Settings(string name)
    {
        var (certificate, key) = (Path.Combine(_folder.FullName, $"{name}.pem"), Path.Combine(_folder.FullName, $"{name}.key"));
        Write(certificate, key);
        return [("Cluster:Certificate", certificate), ("Cluster:CertificateKey", key), ("Cluster:Authority", AuthorityFile)];
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Write(string certificateFile, string keyFile)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=batchline", key, HashAlgorithmName.SHA256);
        OidCollection uses = [new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")];
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(uses, critical: false));
        using var certificate = request.Create(_certificate, DateTimeOffset.UtcNow - (Validity / 2), DateTimeOffset.UtcNow + (Validity / 2), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
    }
}
