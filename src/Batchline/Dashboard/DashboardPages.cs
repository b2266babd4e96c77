using Batchline.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Batchline.Dashboard;

/// <summary>Serves the dashboard. It holds nothing of the data: that, the page asks the API for, with the token of its reader.</summary>
internal static class DashboardPages
{
    /// <summary>Nothing inline, nothing from elsewhere, in nobody's frame.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'self'; "
        + "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private const string ForGood = "public, max-age=31536000, immutable";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapDashboard(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithMetadata(AccessRule.Page).ExcludeFromDescription();
        group.MapMethods("/", Methods, ShowPage).WithName("Dashboard");
        group.MapMethods("/assets/{version}/{**path}", Methods, ShowFile).WithName("DashboardFile");
    }

    private static ContentHttpResult ShowPage(HttpContext context, DashboardFiles files)
    {
        Guard(context.Response.Headers);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Text(files.PageAt(PathPrefix.Of(context.Request)), "text/html; charset=utf-8");
    }

    private static Results<FileContentHttpResult, NotFound> ShowFile(string version, string path, HttpContext context, DashboardFiles files)
    {
        if (files.Find(path) is not { } file)
            return TypedResults.NotFound();
        Guard(context.Response.Headers);
        context.Response.Headers.CacheControl = version == files.Version ? ForGood : "no-cache";
        return TypedResults.File(file.Content, file.ContentType, entityTag: new EntityTagHeaderValue(file.ETag));
    }

    private static void Guard(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
