using Batchline.Api.Errors;
using Batchline.Api.BatchProgress;
using Batchline.Api.Requests;
using Batchline.Engine.Operations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Batchline.Api.Operations;

/// <summary>Answers commands to operations.</summary>
internal sealed class ControlEcho(ChangeNotice notice)
{
    public async Task<Results<Accepted<OperationView>, ProblemHttpResult>> AnswerAsync(OperationId id, Task<ControlResult> command)
    {
        var result = await command;
        notice.Give(id);
        return result switch
        {
            ControlResult.Accepted(var operation) => TypedResults.Accepted(ProgressApi.PathOf(id), OperationView.Of(operation)),
            ControlResult.BadTransition(var status) => Problem.Conflict(
                ErrorCodes.BadTransition,
                $"An operation that is {Names<OperationStatus>.Of(status)} does not allow this.",
                ("operationStatus", Names<OperationStatus>.Of(status))),
            _ => Problem.NotFound("operation"),
        };
    }
}
