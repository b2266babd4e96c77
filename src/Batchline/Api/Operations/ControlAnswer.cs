using Batchline.Api.BatchProgress;
using Batchline.Api.Errors;
using Batchline.Api.Requests;
using Batchline.Engine.Operations;
using Batchline.Engine.Operations.Steer;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Batchline.Api.Operations;

/// <summary>Answers commands to operations.</summary>
internal sealed class ControlAnswer(ChangeFollowUp followUp)
{
    public async Task<Results<Accepted<OperationView>, ProblemHttpResult>> AnswerAsync(OperationId id, Task<ControlResult> command)
    {
        var result = await command;
        if (result is ControlResult.Accepted(var operation))
        {
            await followUp.ChangedAsync(id);
            return TypedResults.Accepted(ProgressApi.PathOf(id), OperationView.Of(operation));
        }

        return result switch
        {
            ControlResult.BadTransition(var status) => Problem.Conflict(
                ErrorCodes.BadTransition,
                $"An operation that is {Names<OperationStatus>.Of(status)} does not allow this.",
                ("operationStatus", Names<OperationStatus>.Of(status))),
            _ => Problem.NotFound("operation"),
        };
    }
}
