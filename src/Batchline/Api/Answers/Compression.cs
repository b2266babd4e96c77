using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Batchline.Api.Answers;

/// <summary>
/// Compresses JSON for whoever takes it compressed. Streams, exports, and files stay as they are: the first must arrive line by line,
/// and files are compressed already.
/// </summary>
internal static class Compression
{
    /// <summary>
    /// Also over HTTPS. Guessing a secret from the sizes of compressed answers (BREACH) takes an answer that contains both the secret and a
    /// text of the attacker, requested many times with the victim's rights. Here a page of another origin has no rights: a browser sends
    /// no cookie, and the token only comes from the dashboard itself. Besides, the one secret in an answer, a new webhook secret, stands
    /// beside nothing that a caller chose.
    /// </summary>
    public static IServiceCollection AddCompression(this IServiceCollection services) => services
        .AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["application/json"];
        })
        .Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest)
        .Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
}
