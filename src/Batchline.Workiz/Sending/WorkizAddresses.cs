using Batchline.Engine.Workiz;

namespace Batchline.Workiz.Sending;

/// <summary>Builds <c>{base}/{token}/{path}</c>.</summary>
internal sealed class WorkizAddresses
{
    private readonly string root;

    public WorkizAddresses(Uri baseUrl)
    {
        if (!baseUrl.IsAbsoluteUri
            || (baseUrl.Scheme != Uri.UriSchemeHttp && baseUrl.Scheme != Uri.UriSchemeHttps)
            || baseUrl.Query.Length + baseUrl.Fragment.Length + baseUrl.UserInfo.Length > 0)
        {
            throw new ArgumentException("Workiz:BaseUrl must be an http or https address without user, query and fragment.", nameof(baseUrl));
        }
        root = baseUrl.AbsoluteUri.TrimEnd('/');
    }

    /// <param name="path">Path and query after the key, escaped.</param>
    public WorkizAddress For(WorkizToken token, string path) =>
        new(new Uri($"{root}/***/{path}"), new Uri($"{root}/{Uri.EscapeDataString(token.Reveal())}/{path}"));
}
