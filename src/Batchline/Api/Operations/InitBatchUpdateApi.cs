using Batchline.Api.BatchProgress;
using Batchline.Api.Errors;
using Batchline.Drivers;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Start;
using Batchline.Stores.Reading;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Batchline.Api.Operations;

/// <summary>Starts operations.</summary>
internal static class InitBatchUpdateApi
{
    public static void MapInitBatchUpdate(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/init-batch-update", StartAsync).WithTags("Batch updates")
            .WithName("InitBatchUpdate").WithSummary("Starts an operation over all or some accounts");
        routes.MapPost("/initiate-batch-update", StartAsync).WithTags("Batch updates")
            .WithName("InitiateBatchUpdate").WithSummary("The same under the name that some callers use");
    }

    private static async Task<Results<Accepted<OperationStartedView>, Ok<PreviewView>, ProblemHttpResult>> StartAsync(
        InitBatchUpdate request, OperationStarter starter, OperationPreviewer previewer, IAccountStateReader states, ChangeFollowUp followUp, SelfTrigger trigger,
        HttpContext context, IHostApplicationLifetime lifetime)
    {
        if (request.Preview)
            return await PreviewAsync(request.Start, previewer, context.RequestAborted);
        var time = trigger.BeginRequest();

        // A caller that hangs up must not leave half an operation that holds accounts until it is cleared away.
        var cancellationToken = lifetime.ApplicationStopping;
        var result = await starter.StartAsync(request.Start, cancellationToken);
        if (result is not StartResult.Started(var operation))
            return Refusal(result);
        await followUp.StartedAsync(operation.Id, time, SelfTrigger.HopOf(context.Request));
        // The operation is there also when the server began to stop meanwhile.
        var planned = await states.TotalsAsync(operation.Id, CancellationToken.None);
        return TypedResults.Accepted(ProgressApi.PathOf(operation.Id), OperationStartedView.Of(operation, planned));
    }

    private static async Task<Results<Accepted<OperationStartedView>, Ok<PreviewView>, ProblemHttpResult>> PreviewAsync(
        StartRequest request, OperationPreviewer previewer, CancellationToken cancellationToken)
    {
        CurrentRead.For = ReadFor.Person;
        return await previewer.PreviewAsync(request, cancellationToken) switch
        {
            Preview.Estimated estimated => TypedResults.Ok(PreviewView.Of(estimated, request.Strategy)),
            Preview.UnknownAccounts(var ids) => Refusal(new StartResult.UnknownAccounts(ids)),
            _ => Refusal(new StartResult.NoAccounts()),
        };
    }

    private static ProblemHttpResult Refusal(StartResult result) => result switch
    {
        StartResult.UnknownAccounts(var ids) => Problem.Invalid(new Dictionary<string, string[]>
        {
            ["accountIds"] = [.. ids.Select(id => $"there is no account {id}")],
        }),
        StartResult.Busy(var by) => Problem.Conflict(
            ErrorCodes.AccountBusy,
            $"The operation {by.OperationId} runs on the account {by.AccountId}.",
            ("operationId", by.OperationId.Value),
            ("accountId", by.AccountId.Value)),
        StartResult.KeyReused(var operation) => Problem.Conflict(
            ErrorCodes.KeyReused,
            $"The Idempotency-Key came before with another request; it started the operation {operation}.",
            ("operationId", operation.Value)),
        _ => Problem.Of(StatusCodes.Status400BadRequest, ErrorCodes.NoAccounts, "No account is enabled, or none of those named."),
    };
}
