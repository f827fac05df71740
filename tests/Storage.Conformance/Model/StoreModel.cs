using Jobbers.Lifecycle;
using Jobbers.Routing;
using Jobbers.Storage;

namespace Storage.Conformance.Model;

/// <summary>
/// What the rules say a store holds. Each verb takes what was asked and what the store answered, refuses an answer the rules do not allow, and
/// moves on. Ids, randomness and clock come from outside. All advances are multiples of 10 s and all deadlines lie 5 s off, so that a store
/// whose clock runs by itself is on the same side of each.
/// </summary>
internal sealed partial class StoreModel
{
    public const int LeaseSeconds = 15;

    private const int IdempotencySeconds = 24 * 3600;

    private readonly Dictionary<Ulid, ModelTask> tasks = [];
    private readonly Dictionary<string, ModelQueue> queues = [];
    private readonly Dictionary<(string Name, string Key), Ulid> idempotency = [];
    private readonly Dictionary<Ulid, long> tokensSeen = [];
    private long sequence;

    public StoreModel(IEnumerable<string> queueNames)
    {
        foreach (var name in queueNames)
            queues.Add(name, new ModelQueue(name));
    }

    public int Now { get; private set; }

    public IReadOnlyDictionary<Ulid, ModelTask> Tasks => tasks;

    public IEnumerable<ModelQueue> Queues => queues.Values;

    public void Advance(int seconds) => Now += seconds;

    public void Configure(QueueConfig config) => queues[config.Name].Configure(config);

    public QueueConfig ConfigOf(string queue) => queues[queue].Config;

    public ModelTask? Find(Ulid id) => tasks.GetValueOrDefault(id);

    public IEnumerable<ModelTask> InQueue(string queue, JobStatus status) =>
        tasks.Values.Where(task => task.Request.Queue == queue && task.Status == status);

    /// <summary>Whether the claim is its worker's to settle.</summary>
    public bool Stands(ClaimKey claim) =>
        Find(claim.Id) is { Status: JobStatus.Started } task && task.Token == claim.Token;

    private static void Require(bool holds, string message) => ModelMismatchException.Require(holds, message);

    private static void RequireSame<T>(T expected, T actual, string what) => ModelMismatchException.RequireSame(expected, actual, what);

    private long NextSequence() => ++sequence;
}
