using Batchline.Engine.Workiz;

namespace Batchline.Workiz.Answers;

/// <summary>What an answer means, and its status: the one of the HTTP answer, or the error code a 2xx body carried.</summary>
internal readonly record struct Reading(WorkizAnswer Answer, int Status);
