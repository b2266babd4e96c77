using Batchline.Security;
using Microsoft.AspNetCore.Http.HttpResults;

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
        var group = routes.MapGroup("").WithMetadata(AccessRule.Page, new ContentPolicy(ContentSecurityPolicy)).ExcludeFromDescription();
        group.MapMethods("/", Methods, ShowPage).WithName("Dashboard");
        group.MapMethods("/assets/{version}/{**path}", Methods, ShowFile).WithName("DashboardFile");
    }

    private static FileContentHttpResult ShowPage(HttpContext context, DashboardFiles files)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return files.PageAt(PathPrefix.Of(context.Request)).AnswerTo(context);
    }

    private static Results<FileContentHttpResult, NotFound> ShowFile(string version, string path, HttpContext context, DashboardFiles files)
    {
        if (files.Find(path) is not { } file)
            return TypedResults.NotFound();
        context.Response.Headers.CacheControl = version == files.Version ? ForGood : "no-cache";
        return file.AnswerTo(context);
    }
}
