using System.Text.Encodings.Web;
using System.Text.Json;

namespace Batchline.Simulator.Jobs;

internal static class JobJson
{
    /// <summary>Plain UTF-8; unchecked, since a handwritten body is broken on purpose or not at all.</summary>
    public static readonly JsonWriterOptions Writer = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };
}
