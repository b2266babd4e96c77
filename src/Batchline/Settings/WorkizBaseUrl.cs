using Batchline.Engine.Settings;
using Microsoft.Extensions.Options;

namespace Batchline.Settings;

/// <summary>Adds the slash that a base URL needs: without it the last segment would be replaced.</summary>
internal sealed class WorkizBaseUrl : IPostConfigureOptions<WorkizOptions>
{
    public void PostConfigure(string? name, WorkizOptions options)
    {
        if (!options.BaseUrl.AbsolutePath.EndsWith('/'))
            options.BaseUrl = new UriBuilder(options.BaseUrl) { Path = options.BaseUrl.AbsolutePath + "/" }.Uri;
    }
}
