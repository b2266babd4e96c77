using System.Security.Cryptography.X509Certificates;
using Batchline.Cluster.Members;

namespace Batchline.IntegrationTests.Cluster;

public sealed class SiloCertificateTests
{
    /// <summary>As Kubernetes does: the names in the folder stay links to <c>..data/</c>, which then leads to another folder.</summary>
    [Fact]
    public void A_certificate_that_is_renewed_by_turning_a_link_is_used()
    {
        using var authority = new TestAuthority();
        var (old, renewed) = (authority.Settings("old"), authority.Settings("renewed"));
        var folder = Directory.CreateTempSubdirectory("batchline-links-");
        try
        {
            File.SetLastWriteTimeUtc(old[0].Value, DateTime.UtcNow - TimeSpan.FromDays(1));
            Mount(folder, old);
            var (certificateFile, keyFile) = (Link(folder, "tls.crt"), Link(folder, "tls.key"));
            var certificate = new SiloCertificate(certificateFile, keyFile, old[2].Value);
            certificate.Current.Thumbprint.ShouldBe(ThumbprintOf(old));

            Mount(folder, renewed);

            certificate.Current.Thumbprint.ShouldBe(ThumbprintOf(renewed));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Mount(DirectoryInfo folder, (string Key, string Value)[] files)
    {
        var target = folder.CreateSubdirectory(Path.GetFileNameWithoutExtension(files[0].Value));
        File.Copy(files[0].Value, Path.Combine(target.FullName, "tls.crt"));
        File.Copy(files[1].Value, Path.Combine(target.FullName, "tls.key"));
        var data = Path.Combine(folder.FullName, "..data");
        File.Delete(data);
        Directory.CreateSymbolicLink(data, target.Name);
    }

    private static string Link(DirectoryInfo folder, string name) =>
        File.CreateSymbolicLink(Path.Combine(folder.FullName, name), $"..data/{name}").FullName;

    private static string ThumbprintOf((string Key, string Value)[] files)
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(files[0].Value);
        return certificate.Thumbprint;
    }
}
