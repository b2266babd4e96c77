using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;

namespace Batchline.IntegrationTests.Workiz;

/// <summary>Listens to whatever .NET tells of requests: activities, diagnostic events, metrics and the public event
/// sources (those named Private.InternalDiagnostics print everything and are for .NET's own developers).</summary>
internal sealed class EverythingSeen : EventListener, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private readonly ConcurrentQueue<string> seen = new();
    private readonly ConcurrentBag<IDisposable> subscriptions = [];

    public EverythingSeen()
    {
        var activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = Note,
            ActivityStopped = Note,
        };
        ActivitySource.AddActivityListener(activities);

        var metrics = new MeterListener { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        metrics.SetMeasurementEventCallback<long>((instrument, value, tags, _) => NoteMeasurement(instrument, value, tags));
        metrics.SetMeasurementEventCallback<double>((instrument, value, tags, _) => NoteMeasurement(instrument, value, tags));
        metrics.Start();

        subscriptions.Add(activities);
        subscriptions.Add(metrics);
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public IReadOnlyList<string> Lines => [.. seen];

    public override void Dispose()
    {
        foreach (var subscription in subscriptions)
            subscription.Dispose();
        base.Dispose();
    }

    public void OnNext(DiagnosticListener value) => subscriptions.Add(value.Subscribe(this));

    public void OnNext(KeyValuePair<string, object?> value) => seen.Enqueue($"diagnostic {value.Key} {value.Value}");

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name.StartsWith("System.Net", StringComparison.Ordinal))
            EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.All);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
        seen.Enqueue($"event {eventData.EventSource.Name} {eventData.EventName} {string.Join(' ', eventData.Payload ?? new([]))}");

    private void Note(Activity activity) =>
        seen.Enqueue($"activity {activity.Source.Name} {activity.OperationName} {activity.DisplayName} {activity.StatusDescription} "
            + string.Join(' ', activity.TagObjects.Concat(activity.Events.SelectMany(item => item.Tags)))
            + string.Join(' ', activity.Baggage));

    private void NoteMeasurement<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        seen.Enqueue($"metric {instrument.Name} {value} {string.Join(' ', tags.ToArray())}");
}
