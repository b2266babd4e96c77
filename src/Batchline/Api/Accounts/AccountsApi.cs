using Batchline.Api.Accounts.Directory;
using Batchline.Api.Answers;
using Batchline.Api.Errors;
using Batchline.Api.Requests;
using Batchline.Engine.Accounts;
using Batchline.Engine.Operations.Steer;
using Batchline.Engine.Slices;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Batchline.Api.Accounts;

/// <summary>Makes, reads, changes, deletes and tests accounts.</summary>
internal static class AccountsApi
{
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/accounts").WithTags("Accounts").AddEndpointFilter(ShowChangesAsync);
        group.MapPost("/", CreateAsync).WithName("CreateAccount").WithSummary("Makes an account");
        group.MapGet("/", ListAsync).AddEndpointFilter<AnswerTag>().WithName("ListAccounts").WithSummary("Lists accounts, oldest first");
        group.MapGet("/overview", OverviewAsync).AddEndpointFilter<AnswerTag>()
            .WithName("GetAccountsOverview").WithSummary("Counts accounts, and shows those that need somebody");
        group.MapGet("/names", NamesAsync).AddEndpointFilter<AnswerTag>().WithName("ListAccountNames").WithSummary("Names all accounts");
        group.MapGet("/{accountId}", GetAsync).WithName("GetAccount").WithSummary("Reads an account");
        group.MapPatch("/{accountId}", ChangeAsync).WithName("ChangeAccount").WithSummary("Changes an account");
        group.MapDelete("/{accountId}", RemoveAsync).WithName("RemoveAccount").WithSummary("Deletes an account, and its jobs when asked");
        group.MapPost("/{accountId}/test", TestAsync).WithName("TestAccount").WithSummary("Asks Workiz whether the account's key is good");
    }

    private static async ValueTask<object?> ShowChangesAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        if (!HttpMethods.IsGet(context.HttpContext.Request.Method))
            context.HttpContext.RequestServices.GetRequiredService<AccountDirectory>().Forget();
        return result;
    }

    private static async Task<Results<Created<AccountView>, Ok<AccountView>, ProblemHttpResult>> CreateAsync(
        NewAccount wanted, AccountCreator creator, AccountByKey byKey, AccountViews views, CancellationToken cancellationToken)
    {
        if (wanted.Reuse && await byKey.FindAsync(wanted.Key, cancellationToken) is { } known)
            return TypedResults.Ok(await views.OfAsync(known, cancellationToken));
        return await creator.CreateAsync(wanted, cancellationToken) is { } account
            ? TypedResults.Created($"/api/accounts/{account.Id}", await views.OfAsync(account, cancellationToken))
            : DuplicateKey();
    }

    private static async Task<Ok<PageView<AccountView>>> ListAsync(
        AccountQuery query, AccountSearch search, CancellationToken cancellationToken) =>
        TypedResults.Ok(await search.ListAsync(query, cancellationToken));

    private static async Task<Ok<AccountOverviewView>> OverviewAsync(
        NoParameters none, AccountSearch search, CancellationToken cancellationToken) =>
        TypedResults.Ok(await search.OverviewAsync(cancellationToken));

    private static async Task<Ok<AccountNamesView>> NamesAsync(
        NoParameters none, AccountSearch search, CancellationToken cancellationToken) =>
        TypedResults.Ok(await search.NamesAsync(cancellationToken));

    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> GetAsync(
        IdRoute<AccountId> route, IAccountStore accounts, AccountViews views, CancellationToken cancellationToken) =>
        await accounts.GetAsync(route.Id, cancellationToken) is { } account
            ? TypedResults.Ok(await views.OfAsync(account, cancellationToken))
            : Problem.NotFound("account");

    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> ChangeAsync(
        AccountPatch patch, AccountEditor editor, IAccountStore accounts, AccountViews views, CancellationToken cancellationToken) =>
        await editor.ChangeAsync(patch, cancellationToken) switch
        {
            AccountWrite.DuplicateKey => DuplicateKey(),
            AccountWrite.Done when await accounts.GetAsync(patch.Id, cancellationToken) is { } account =>
                TypedResults.Ok(await views.OfAsync(account, cancellationToken)),
            _ => Problem.NotFound("account"),
        };

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        AccountRemoval removal, IAccountStore accounts, AccountRemover remover, IHostApplicationLifetime lifetime)
    {
        // A caller that hangs up must not leave an account half deleted.
        var cancellationToken = lifetime.ApplicationStopping;
        if (await accounts.GetAsync(removal.Id, cancellationToken) is null)
            return Problem.NotFound("account");
        return await remover.RemoveAsync(removal.Id, removal.DeleteJobs, cancellationToken) is { } operation
            ? Problem.Conflict(
                ErrorCodes.AccountBusy, $"The operation {operation} runs on the account.", ("operationId", operation.Value))
            : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<KeyTestView>, ProblemHttpResult>> TestAsync(
        IdRoute<AccountId> route, IAccountStore accounts, KeyTester tester, CancellationToken cancellationToken)
    {
        // Asked first: a test is a command in the account's head, which the test would make.
        if (await accounts.GetAsync(route.Id, cancellationToken) is null)
            return Problem.NotFound("account");
        return await tester.TestAsync(route.Id, cancellationToken) switch
        {
            KeyTestResult.Answered(var ok, var message) answer => TypedResults.Ok(new KeyTestView(ok, answer.Refused, message)),
            KeyTestResult.Leased => Problem.Conflict(
                ErrorCodes.AccountLeased, "The account is being worked on and did not come to the test in time."),
            _ => Problem.NotFound("account"),
        };
    }

    private static ProblemHttpResult DuplicateKey() =>
        Problem.Conflict(ErrorCodes.DuplicateKey, "Another account has this key.");
}
