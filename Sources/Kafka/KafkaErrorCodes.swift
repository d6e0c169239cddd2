import CRdKafka

extension KafkaError.Code {
    /// The producer's queue holds as much as it may: poll for delivery reports, then produce again.
    public static let queueFull = Self(RD_KAFKA_RESP_ERR__QUEUE_FULL)
    /// A call's own deadline passed.
    public static let timedOut = Self(RD_KAFKA_RESP_ERR__TIMED_OUT)
    /// A record was not acknowledged within `message.timeout.ms`.
    public static let messageTimedOut = Self(RD_KAFKA_RESP_ERR__MSG_TIMED_OUT)
    /// A connection failed or was closed.
    public static let transport = Self(RD_KAFKA_RESP_ERR__TRANSPORT)
    /// No broker can be reached.
    public static let allBrokersDown = Self(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN)
    /// Authentication failed.
    public static let authentication = Self(RD_KAFKA_RESP_ERR__AUTHENTICATION)
    /// The record is larger than `message.max.bytes`, here or at the broker.
    public static let messageTooLarge = Self(RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE)
    /// The broker refused the record or its set.
    public static let invalidMessage = Self(RD_KAFKA_RESP_ERR_INVALID_MSG)
    /// A record was purged before it was sent.
    public static let purgedFromQueue = Self(RD_KAFKA_RESP_ERR__PURGE_QUEUE)
    /// A record was purged after it was sent and before it was acknowledged: it may be in the log.
    public static let purgedInFlight = Self(RD_KAFKA_RESP_ERR__PURGE_INFLIGHT)
    /// The client knows no such topic.
    public static let unknownTopic = Self(RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC)
    /// The client knows no such partition.
    public static let unknownPartition = Self(RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION)
    /// The broker knows no such topic or partition (yet).
    public static let unknownTopicOrPartition = Self(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART)
    /// The broker is not the partition's leader (any more).
    public static let notLeader = Self(RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION)
    /// Too few replicas are in sync.
    public static let notEnoughReplicas = Self(RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS)
    /// A request timed out at the broker.
    public static let requestTimedOut = Self(RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT)
    /// The group is rebalancing: the commit came too late for this generation or too early for the next.
    public static let rebalanceInProgress = Self(RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS)
    /// The member is of a past generation of its group.
    public static let illegalGeneration = Self(RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION)
    /// The group does not know the member.
    public static let unknownMember = Self(RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID)
    /// The transactional id belongs to a newer producer.
    public static let fenced = Self(RD_KAFKA_RESP_ERR__FENCED)
    /// The broker, a timeout or a newer producer ended this producer's epoch.
    public static let invalidProducerEpoch = Self(RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH)
    /// The right to use the transactional id is missing.
    public static let transactionalIDAuthorization = Self(
        RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED)
    /// The right to write idempotently is missing.
    public static let clusterAuthorization = Self(RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED)
    /// The broker does not allow transactions of such a length: see its `transaction.max.timeout.ms`.
    public static let invalidTransactionTimeout = Self(RD_KAFKA_RESP_ERR_INVALID_TRANSACTION_TIMEOUT)
    /// The brokers are too old for it.
    public static let unsupportedFeature = Self(RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE)
    /// The broker refused a record for what it is.
    public static let invalidRecord = Self(RD_KAFKA_RESP_ERR_INVALID_RECORD)
    /// The broker refused a set of records for its size.
    public static let recordListTooLarge = Self(RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE)
    /// The broker refused a record's timestamp.
    public static let invalidTimestamp = Self(RD_KAFKA_RESP_ERR_INVALID_TIMESTAMP)
    /// A policy of the broker refused a record.
    public static let policyViolation = Self(RD_KAFKA_RESP_ERR_POLICY_VIOLATION)
    /// The broker's format of the topic cannot hold the record.
    public static let unsupportedForMessageFormat = Self(RD_KAFKA_RESP_ERR_UNSUPPORTED_FOR_MESSAGE_FORMAT)
    /// The group's coordinator moved.
    public static let notCoordinator = Self(RD_KAFKA_RESP_ERR_NOT_COORDINATOR)
    /// Another instance with the same `group.instance.id` took over.
    public static let fencedInstance = Self(RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID)
    /// The consumer did not poll within `max.poll.interval.ms` and was thrown out of its group.
    public static let maximumPollExceeded = Self(RD_KAFKA_RESP_ERR__MAX_POLL_EXCEEDED)
    /// The offset to read from does not exist and `auto.offset.reset` forbids to choose another.
    public static let offsetReset = Self(RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET)
    /// Nothing to commit.
    public static let noOffset = Self(RD_KAFKA_RESP_ERR__NO_OFFSET)
    /// The end of a partition was reached.
    public static let endOfPartition = Self(RD_KAFKA_RESP_ERR__PARTITION_EOF)
    /// An argument or a configuration value is wrong.
    public static let invalidArgument = Self(RD_KAFKA_RESP_ERR__INVALID_ARG)
    /// The call does not fit the client's state, for instance a second poll while one runs.
    public static let state = Self(RD_KAFKA_RESP_ERR__STATE)
    /// The client is closed.
    public static let closed = Self(RD_KAFKA_RESP_ERR__DESTROY)
    /// The client failed for good.
    public static let fatal = Self(RD_KAFKA_RESP_ERR__FATAL)
    /// The right to write to the topic is missing.
    public static let topicAuthorization = Self(RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED)
    /// The right to use the group is missing.
    public static let groupAuthorization = Self(RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED)

    /// Whether the same operation may succeed later, for errors on which librdkafka itself gives no verdict.
    var isRetriable: Bool {
        switch raw {
        case RD_KAFKA_RESP_ERR__QUEUE_FULL, RD_KAFKA_RESP_ERR__TIMED_OUT, RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE,
            RD_KAFKA_RESP_ERR__MSG_TIMED_OUT, RD_KAFKA_RESP_ERR__TRANSPORT, RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN,
            RD_KAFKA_RESP_ERR__RESOLVE, RD_KAFKA_RESP_ERR__WAIT_COORD, RD_KAFKA_RESP_ERR__WAIT_CACHE,
            RD_KAFKA_RESP_ERR__RETRY, RD_KAFKA_RESP_ERR__NODE_UPDATE, RD_KAFKA_RESP_ERR__PURGE_QUEUE,
            RD_KAFKA_RESP_ERR__PURGE_INFLIGHT, RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART,
            RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE, RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION,
            RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT, RD_KAFKA_RESP_ERR_BROKER_NOT_AVAILABLE,
            RD_KAFKA_RESP_ERR_REPLICA_NOT_AVAILABLE, RD_KAFKA_RESP_ERR_NETWORK_EXCEPTION,
            RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS, RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE,
            RD_KAFKA_RESP_ERR_NOT_COORDINATOR, RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS,
            RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND, RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS,
            RD_KAFKA_RESP_ERR_NOT_CONTROLLER, RD_KAFKA_RESP_ERR_CONCURRENT_TRANSACTIONS,
            RD_KAFKA_RESP_ERR_KAFKA_STORAGE_ERROR, RD_KAFKA_RESP_ERR_FETCH_SESSION_ID_NOT_FOUND,
            RD_KAFKA_RESP_ERR_UNSTABLE_OFFSET_COMMIT, RD_KAFKA_RESP_ERR_THROTTLING_QUOTA_EXCEEDED:
            true
        default: false
        }
    }
}
