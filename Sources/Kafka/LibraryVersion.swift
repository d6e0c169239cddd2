import CRdKafka

/// The version of the librdkafka that is linked, as it names itself, for instance `2.0.2`.
public var libraryVersion: String { String(cString: rd_kafka_version_str()) }
