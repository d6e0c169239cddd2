import CRdKafka

/// Makes topics in a real cluster, which no command of chiso needs to do for these tests.
enum TopicMaker {
    static func make(_ names: [String], partitions: Int32, servers: String) throws {
        let configuration = rd_kafka_conf_new()
        var text = [CChar](repeating: 0, count: 512)
        rd_kafka_conf_set(configuration, "bootstrap.servers", servers, &text, text.count)
        guard let client = rd_kafka_new(RD_KAFKA_PRODUCER, configuration, &text, text.count) else {
            throw ChaosCluster.Failure("no client to make topics with")
        }
        defer { rd_kafka_destroy(client) }
        var topics = names.map { rd_kafka_NewTopic_new($0, partitions, -1, &text, text.count) }
        defer { for topic in topics { rd_kafka_NewTopic_destroy(topic) } }
        let queue = rd_kafka_queue_new(client)
        defer { rd_kafka_queue_destroy(queue) }
        rd_kafka_CreateTopics(client, &topics, topics.count, nil, queue)
        guard let event = rd_kafka_queue_poll(queue, 30_000) else {
            throw ChaosCluster.Failure("\(servers) does not answer: no topics made")
        }
        defer { rd_kafka_event_destroy(event) }
        guard rd_kafka_event_error(event) == RD_KAFKA_RESP_ERR_NO_ERROR else {
            throw ChaosCluster.Failure("topics: \(String(cString: rd_kafka_event_error_string(event)))")
        }
        var count = 0
        guard let result = rd_kafka_event_CreateTopics_result(event),
            let made = rd_kafka_CreateTopics_result_topics(result, &count)
        else { throw ChaosCluster.Failure("no answer about topics") }
        for index in 0..<count {
            let code = rd_kafka_topic_result_error(made[index])
            guard code == RD_KAFKA_RESP_ERR_NO_ERROR || code == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS else {
                throw ChaosCluster.Failure("topic \(names[index]): \(String(cString: rd_kafka_err2str(code)))")
            }
        }
    }
}
