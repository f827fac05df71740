using System.Diagnostics;
using System.Text.Json;
using Jobbers.Hosts.Http.Json;
using Jobbers.Hosts.Http.Problems;
using Jobbers.Hosts.Http.Reading;
using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Submission;

namespace Jobbers.Hosts.Http.Endpoints;

/// <summary>Submits many tasks; each has its own answer.</summary>
internal static class BatchEndpoint
{
    /// <summary>Tasks of a batch that go to the store in one call, and bytes: no more than any store takes as a whole or not at all.</summary>
    private const int StoredAtOnce = 128;

    private const int BytesAtOnce = 4 << 20;

    public static async Task SubmitAsync(ApiCall call)
    {
        using var body = await JsonBody.ReadAsync(call.Http, ApiLimits.MaxBulkBodyBytes);
        if (call.Http.Request.Headers.ContainsKey(SubmitEndpoints.IdempotencyHeader))
            throw ApiProblemException.Invalid(SubmitEndpoints.IdempotencyHeader, "names one task; it cannot be given to many");
        if (body.RootElement.ValueKind != JsonValueKind.Array || body.RootElement.GetArrayLength() is 0 or > ApiLimits.MaxBulk)
            throw ApiProblemException.Invalid("body", $"must be a list of 1 to {ApiLimits.MaxBulk} submits");
        // The requests take over the current activity: this one.
        using var span = SubmitSpan.StartBatch(body.RootElement.GetArrayLength());
        var items = ReadAll(call, body.RootElement);
        await StoreAsync(call, [.. items.Where(item => item.Request is not null)], span);
        await JsonAnswer.WriteLargeAsync(call.Http, (call, items), static (answer, state) => WriteAsync(state.call, answer, state.items));
    }

    private static List<BatchItem> ReadAll(ApiCall call, JsonElement list)
    {
        var envelope = call.Service<SubmitEnvelope>();
        var items = new List<BatchItem>(list.GetArrayLength());
        foreach (var element in list.EnumerateArray())
        {
            try
            {
                items.Add(new BatchItem { Request = envelope.Read(element, null) });
            }
            catch (ApiProblemException problem)
            {
                items.Add(new BatchItem { Problem = problem });
            }
        }

        return items;
    }

    /// <summary>
    /// A store that goes away when it has taken a part leaves the rest without it: an answer that denied the whole would have that part sent again, and
    /// made twice where it has no ids.
    /// </summary>
    private static async Task StoreAsync(ApiCall call, BatchItem[] valid, Activity? span)
    {
        for (var done = 0; done < valid.Length;)
        {
            var part = valid[done..(done + CountOfNext(valid.AsSpan(done)))];
            try
            {
                var answers = await call.Store.Submission.SubmitAsync([.. part.Select(item => item.Request!)], call.Aborted);
                for (var i = 0; i < part.Length; i++)
                    part[i].Take(answers[i]);
                done += part.Length;
            }
            catch (Exception failure)
            {
                SubmitSpan.Failed(span, failure);
                if (done == 0 || failure is not StoreUnavailableException down)
                    throw;
                foreach (var item in valid[done..])
                    item.Problem = NotTaken(down);
                return;
            }
        }
    }

    private static int CountOfNext(ReadOnlySpan<BatchItem> left)
    {
        var (count, bytes) = (0, 0);
        foreach (var item in left)
        {
            bytes += item.Request!.Parameters.Length;
            if (count == StoredAtOnce || (count > 0 && bytes > BytesAtOnce))
                break;
            count++;
        }

        return count;
    }

    /// <summary>Tasks that were there before are read when it is their turn to be shown: a thousand of them may be gigabytes.</summary>
    private static async Task WriteAsync(ApiCall call, LargeJson answer, List<BatchItem> items)
    {
        var shown = call.Service<TaskJson>();
        var repeats = new RepeatedTasks(call);
        answer.Json.WriteStartObject();
        answer.Json.WriteStartArray("results");
        foreach (var piece in items.Chunk(ApiLimits.TasksAtOnce))
        {
            await repeats.ReadAsync([.. piece.Where(item => item.IsRepeat)]);
            foreach (var item in piece)
            {
                WriteItem(answer, item, repeats.Of(item), shown);
                await answer.FlushAsync();
            }
        }

        answer.Json.WriteEndArray();
        answer.Json.WriteEndObject();
    }

    private static void WriteItem(LargeJson answer, BatchItem item, TaskRecord? existing, TaskJson shown)
    {
        var json = answer.Json;
        json.WriteStartObject();
        json.WriteBoolean("ok", item.Problem is null);
        if (item.Problem is { } problem)
        {
            json.WritePropertyName("problem");
            ProblemJson.Write(json, problem);
        }
        else
        {
            json.WritePropertyName("task");
            if (existing is not null)
                shown.Write(json, existing, deduplicated: true, isBrief: answer.IsFull);
            else
                SubmitEndpoints.WriteAccepted(json, item.Request!, item.Answer);
        }

        json.WriteEndObject();
    }

    private static ApiProblemException NotTaken(StoreUnavailableException down) => ApiProblemException.StoreUnavailable(
        down, "Whether this task was taken is not known. Send again only those that have this problem; one with an id is not made twice.");
}
