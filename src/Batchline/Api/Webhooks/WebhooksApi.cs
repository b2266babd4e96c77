using Batchline.Api.Errors;
using Batchline.Api.Requests;
using Batchline.Engine.Accounts;
using Batchline.Engine.Drivers;
using Batchline.Engine.Heads;
using Batchline.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Batchline.Api.Webhooks;

/// <summary>Takes webhooks of Workiz as hints, and keeps the secrets that they show.</summary>
internal static class WebhooksApi
{
    private const string RetryAfterSeconds = "60";

    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/webhooks/workiz/{accountId}", TakeAsync).WithTags("Webhooks").WithMetadata(AccessRule.Open)
            .WithName("TakeWebhook").WithSummary("Takes a webhook of Workiz: the job is asked for again");
        var group = routes.MapGroup("/accounts/{accountId}/webhook-secret").WithTags("Accounts");
        group.MapPost("", MakeSecretAsync).WithName("MakeWebhookSecret").WithSummary("Makes a new secret for webhooks and shows it once");
        group.MapDelete("", RemoveSecretAsync).WithName("RemoveWebhookSecret").WithSummary("Removes the secret: webhooks are refused");
    }

    /// <summary>The body is read last: a stranger must not make the server keep anything.</summary>
    private static async Task<Results<Accepted, Ok<WebhookIgnoredView>, ProblemHttpResult>> TakeAsync(
        IdRoute<AccountId> route, WebhookSecrets secrets, Refetcher refetcher, WorkSignal work, HttpContext context)
    {
        if (!await secrets.AreShownAsync(route.Id, context))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Problem.Of(StatusCodes.Status401Unauthorized, ErrorCodes.Unauthorized, "Send the header 'Authorization: Bearer <webhook secret of the account>'.");
        }
        if ((await WorkizHint.ReadAsync(context.Request)).Uuid is not { } uuid)
            return TypedResults.Ok(new WebhookIgnoredView("The webhook is about a lead: Batchline keeps jobs, so there is nothing to be done."));
        if (await refetcher.AskAsync(route.Id, uuid, context.RequestAborted))
        {
            work.Raise();
            return TypedResults.Accepted((string?)null);
        }
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return Problem.Of(
            StatusCodes.Status503ServiceUnavailable, ErrorCodes.TooManyHints, $"{Refetcher.MostWaiting} jobs of the account wait to be asked for already.");
    }

    private static async Task<Results<Ok<WebhookSecretView>, ProblemHttpResult>> MakeSecretAsync(
        IdRoute<AccountId> route, IAccountStore accounts, TimeProvider clock, HttpRequest request, CancellationToken cancellationToken)
    {
        var secret = WebhookSecret.Make();
        var change = new AccountChange { WebhookSecretHash = WebhookSecret.Hash(secret), UpdatedAt = clock.GetUtcNow() };
        return await accounts.UpdateAsync(route.Id, change, cancellationToken) == AccountWrite.Done
            ? TypedResults.Ok(new WebhookSecretView(secret, $"{request.Scheme}://{request.Host}{request.PathBase}/api/webhooks/workiz/{route.Id}"))
            : Problem.NotFound("account");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveSecretAsync(
        IdRoute<AccountId> route, IAccountStore accounts, TimeProvider clock, CancellationToken cancellationToken) =>
        await accounts.UpdateAsync(route.Id, new AccountChange { WebhookSecretHash = "", UpdatedAt = clock.GetUtcNow() }, cancellationToken) == AccountWrite.Done
            ? TypedResults.NoContent()
            : Problem.NotFound("account");
}
