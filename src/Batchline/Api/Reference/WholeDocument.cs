using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Batchline.Api.Reference;

/// <summary>What stands at the head of the document.</summary>
internal sealed class WholeDocument : IOpenApiDocumentTransformer
{
    private const string Description = """
        Keeps a business's own database in step with Workiz: every job of every account, refreshed in small resumable batches.
        JSON in camelCase, times in UTC, ids of 24 hex characters. Every error is `application/problem+json` with a stable `code`.
        Unknown parameters and body fields are refused, so that a typo cannot update everything.
        """;

    private static readonly (string Name, string Description)[] Tags =
    [
        ("Batch updates", "Start an operation and follow it."),
        ("Operations", "Steer operations and see their batches."),
        ("Batches", "Single batches, for scripts that drive the work themselves."),
        ("Accounts", "Workiz accounts and their keys."),
        ("Jobs", "What is stored."),
        ("Schedules", "Operations that start by themselves."),
        ("Webhooks", "Hints from Workiz that a job has changed."),
        ("Service", "Health, the tick and notifications."),
    ];

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Batchline",
            Version = "1",
            Description = Description,
            Contact = new OpenApiContact { Name = "The Batchline developers" },
            License = new OpenApiLicense { Name = "MIT", Url = new Uri("https://opensource.org/license/mit") },
        };

        // Not the address that was asked: the document would be another one on every machine.
        document.Servers = [new OpenApiServer { Url = "/", Description = "This server" }];
        document.Tags = Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }).ToHashSet();

        // What wraps the parts of a stream is no part of it.
        foreach (var name in document.Components?.Schemas?.Keys.Where(name => name.StartsWith("SseItem", StringComparison.Ordinal)).ToList() ?? [])
            document.Components?.Schemas?.Remove(name);
        ProblemSchema.AddTo(document);
        CommonProblems.AddTo(document);
        ApiToken.AddTo(document);
        return Task.CompletedTask;
    }
}
