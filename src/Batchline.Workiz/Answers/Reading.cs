using Batchline.Engine.Workiz;

namespace Batchline.Workiz.Answers;

/// <summary>What an answer means, and its status: that of the HTTP answer, or the error code in a 2xx body.</summary>
internal readonly record struct Reading(WorkizAnswer Answer, int Status);
