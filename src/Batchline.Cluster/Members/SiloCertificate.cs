using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Batchline.Cluster.Members;

/// <summary>
/// What proves that a process belongs to the cluster: a certificate, its key, and the authority that signed those of all processes. The
/// first two are read again when the certificate's file changes, so that it can be renewed while the process runs.
/// </summary>
public sealed class SiloCertificate
{
    private readonly string _certificate;
    private readonly string _key;
    private readonly X509Certificate2Collection _authorities = [];
    private readonly Lock _lock = new();

    private X509Certificate2 _current;
    private DateTime _readAt;

    /// <param name="certificate">The certificate, in PEM. Only the first one in the file is used.</param>
    /// <param name="key">Its private key, in PEM.</param>
    /// <param name="authority">The certificates of the authority, in PEM.</param>
    /// <exception cref="CryptographicException">A file does not hold what it should.</exception>
    public SiloCertificate(string certificate, string key, string authority)
    {
        (_certificate, _key) = (certificate, key);
        _authorities.ImportFromPemFile(authority);
        _readAt = ChangedAt;
        _current = Read();
    }

    /// <summary>Names the authority. Processes of different authorities do not hear each other.</summary>
    public string AuthorityThumbprint => _authorities.Count > 0 ? _authorities[0].Thumbprint : "none";

    public X509Certificate2 Current
    {
        get
        {
            lock (_lock)
            {
                Renew();
                return _current;
            }
        }
    }

    /// <summary>Of the file itself: in Kubernetes, its name is a link that stays as it is.</summary>
    private DateTime ChangedAt => File.GetLastWriteTimeUtc(File.ResolveLinkTarget(_certificate, returnFinalTarget: true)?.FullName ?? _certificate);

    /// <summary>The other side's certificate is one of the authority's. Its name does not matter: every process of the cluster may do the same.</summary>
    public bool IsGood(X509Certificate2? certificate)
    {
        if (certificate is null)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    private void Renew()
    {
        try
        {
            if (ChangedAt is var changed && changed != _readAt)
                (_current, _readAt) = (Read(), changed);
        }
        catch (Exception e) when (e is CryptographicException or IOException)
        {
            // The files are just being replaced. Until they fit together, what was read last is still good.
        }
    }

    private X509Certificate2 Read()
    {
        using var read = X509Certificate2.CreateFromPemFile(_certificate, _key);

        // TLS on Windows does not take a key that came from a PEM file.
        return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), password: null);
    }
}
